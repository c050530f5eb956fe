/** The help page, in Swedish. Each section is called by its name in addresses, which are the same in every language. */
export const help = {
  title: "Hjälp",
  lead: "Så fungerar RSS-portalen: vem som gör vad, vilka tider som gäller och vad som händer med det ni skriver.",
  contents: "På den här sidan",
  sections: {
    portalen: {
      title: "Vad portalen är till för",
      text: [
        "Här skriver de regionala samverkans- och stödstrukturerna (RSS) sina planer och rapporter till Sveriges Kommuner och Regioner (SKR). Chefen för RSS skriver under i portalen, och SKR läser det som är inskickat.",
        "Det som står om planen på den här sidan gäller också rapporten.",
      ],
    },
    roller: {
      title: "Vem som gör vad",
      text: [
        "Vad du kan göra beror på din roll. Du kan ha flera.",
        [
          "Ni som skriver fyller i planen, lägger till bilagor och skickar den för underskrift.",
          "Chefen för RSS läser och skriver under, eller skickar tillbaka planen med en kommentar. Chefen kan också skriva i planen.",
          "Läsare, till exempel i en styrgrupp, läser och kommenterar.",
          "SKR:s handläggare läser det som är inskickat, ger anstånd, beviljar planer och godkänner rapporter.",
        ],
        "Stämmer inte din roll? [Hör av dig till SKR](#kontakt).",
      ],
    },
    utkast: {
      title: "SKR kan inte läsa era utkast",
      text: [
        "Bara ni i er RSS kan läsa ett utkast. SKR ser hur långt ni har kommit, men inte text, bilagor eller kommentarer.",
        "Inte heller medan planen väntar på underskrift kan SKR läsa den. Det går först när chefen har skrivit under.",
        "Ett utkast är i regel ingen allmän handling hos er. Det ni skickar in blir det normalt. Fråga er registrator.",
      ],
    },
    sparat: {
      title: "Det ni skriver försvinner inte",
      text: [
        "Allt sparas av sig självt medan du skriver. Längst ner på sidan står om det är sparat.",
        [
          "Utan nät kan du fortsätta skriva. Texten ligger kvar på datorn och sparas när nätet är tillbaka.",
          "Stängs fönstret eller startar datorn om finns texten kvar när du öppnar planen igen, i samma webbläsare.",
          "Har du varit borta länge får du logga in igen. Texten finns kvar under tiden.",
          "Väljer du Logga ut tas texten bort från datorn, för andra kan använda den. Är något inte sparat frågar portalen dig först.",
        ],
        "Tidigare texter i ett fält finns under Historik och går att återställa.",
      ],
    },
    tillsammans: {
      title: "Flera som skriver",
      text: [
        "Ni kan skriva samtidigt. Överst i planen står vilka mer som har den öppen, och i vilket avsnitt de är.",
        "Ändrar två samma fält visas båda texterna. Ni behåller den ena, använder den andra eller sätter ihop dem. Texten ni inte väljer finns kvar i historiken.",
        "Kommentarer kan alla i er RSS läsa, men inte SKR.",
      ],
    },
    langd: {
      title: "Långa texter",
      text: [
        "Under fältet står hur många tecken texten har och hur många som ryms. Blanksteg och radbrytningar räknas. Word kan visa färre tecken.",
        "En text som är för lång kapas aldrig. Den sparas hel, och det som är för mycket markeras. Korta den innan ni skickar planen, eller lägg texten i en bilaga där det går.",
        "Skriv inget om enskilda personer och inga adresser till skyddade boenden.",
      ],
    },
    bilagor: {
      title: "Bilagor",
      text: [
        "Ni kan lägga till högst fem filer, på högst 10 MB var: PDF, Word (docx), Excel (xlsx), OpenDocument (odt och ods), JPEG eller PNG.",
        "Varje fil kontrolleras mot skadlig kod. Ni kan skicka planen fast kontrollen inte är klar, men en skadlig fil måste tas bort först.",
        "Välj hellre ett dokument med riktig text än en inskannad bild. Då kan fler läsa det.",
      ],
    },
    tider: {
      title: "Sista dagen och anstånd",
      text: [
        "Hela sista dagen räknas: det som kommer in före midnatt, svensk tid, är i tid. Dag och klockslag står överst i planen.",
        "Det är när ditt första försök når portalen som räknas. Får du inget svar kan du försöka igen utan att bli sen.",
        "I regel räcker det att planen är skickad för underskrift sista dagen. Chefen får då några dagar till på sig att skriva under. Vad som gäller för er står vid knappen som skickar planen.",
        "Behöver ni mer tid? Välj Begär anstånd i planen och skriv varför. Det går också när tiden har gått ut. SKR svarar med mejl.",
        "Går tiden ut finns all text kvar. Ni kan läsa den, skriva ut den och ladda ner den.",
        "Vill ni inte vara med i år väljer ni Delta inte i år. Ni kan ångra er till och med sista dagen.",
      ],
    },
    underskrift: {
      title: "Underskrift",
      text: [
        "När ni skickar planen för underskrift kontrolleras den. Är något fel visas allt på en gång, och ni kan rätta det.",
        "Chefen får ett mejl med en länk. Planen är låst medan chefen läser, så att det som läses är det som skrivs under. Fram till sista dagens slut kan ni ta tillbaka den och ändra.",
        "Chefen väljer Skriv under och skicka in och loggar sedan in en gång till. Inloggningen visar vem som skriver under. Den ska vara klar inom 15 minuter, men det är när chefen tryckte på knappen som räknas.",
        "Chefen kan i stället skicka tillbaka planen med en kommentar. Då blir den ett utkast igen, och ni som skriver får ett mejl.",
        "Chefen kan också skriva under på papper. Välj Skriv under på papper i planen, skriv ut, låt chefen skriva under med bläck och lägg in papperet tillsammans med koden som står på det. Koden gäller bara den version som väntar: ändras planen behövs ett nytt papper. Kommer papperet till SKR i stället kan SKR lägga in det för er räkning, och skriver då varför.",
        "Portalen sparar vem som skrev under, i vilken roll, när och vilken version. Underskriften är ingen avancerad elektronisk underskrift.",
      ],
    },
    efter: {
      title: "När planen är inskickad",
      text: [
        "Planen är inskickad när chefen har skrivit under. Då får ni ett kvitto med nummer och tid, och planen kommer som PDF med mejl till er som skriver, till chefen och till er registrator.",
        "Till och med sista dagen kan ni välja Ändra. Planen ni skickade in gäller tills en ny är underskriven.",
        "När SKR beviljar planen får ni ett mejl med beloppet. Sedan går planen inte att ändra.",
        "Kontaktuppgifterna kan ni ändra också efter sista dagen.",
        "På kvittot kan ni ladda ner allt på en gång (ZIP): PDF:er, bilagor, kvitton och händelser, med kontrollsummor. Det passar för er registrator eller ert arkiv.",
        "Vem som helst kan se om en PDF är portalens och oförändrad: [kontrollera en handling](/kontrollera).",
      ],
    },
    komplettering: {
      title: "När SKR vill veta mer",
      text: [
        "SKR kan fråga om en eller några punkter. Ni som skriver och chefen får ett mejl med frågan och med dagen då SKR vill ha svaret.",
        "Bara de punkterna går att ändra. Övriga svar är låsta, och planen ni skickade in gäller tills chefen har skrivit under den nya.",
        "Skriv gärna vad ni har ändrat. Det läser chefen och SKR, och det står i PDF:en. Chefen ser också ord för ord vad som är ändrat.",
        "Har dagen gått kan ni fortfarande svara, tills SKR har beslutat. Planen räknas som i tid om den kom in i tid från början.",
      ],
    },
    rapporten: {
      title: "Rapporten: Hur gick det?",
      text: [
        "Årsrapporten skrivs, skrivs under och skickas in på samma sätt som planen.",
        "Målen i er plan står redan i rapporten. Vid varje mål svarar ni på frågan Hur gick det? Att ett mål inte är påbörjat, och varför, är också ett svar.",
        "Hur portalen läser målen i planens text ser ni där under Målen var för sig. Där kan ni också ändra dem, medan planen är ett utkast.",
        "Under Tidigare svar står det ni har skrivit förut. Hämtar ni det finns det som stod i fältet kvar i historiken.",
      ],
    },
    kontakt: {
      title: "Kontakta SKR",
      text: [
        "Fråga om tider, roller eller innehåll: skriv till [info@skr.se](mailto:info@skr.se). Skriv gärna vilken RSS det gäller, men inget om enskilda personer.",
        "Läs också om [portalens tillgänglighet](/tillganglighet) och om [personuppgifter i portalen](/personuppgifter).",
      ],
    },
  },
};
