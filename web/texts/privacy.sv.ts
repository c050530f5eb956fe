/** What the portal knows about people, in Swedish. Everything here is true of the code; what SKR has to decide first stands in docs/operating.md. */
export const privacy = {
  title: "Personuppgifter i RSS-portalen",
  lead: "Här står vilka uppgifter om dig som portalen har, varför den har dem, vem som ser dem och hur länge de finns kvar.",
  contents: "På den här sidan",
  sections: {
    ansvar: {
      title: "Vem som ansvarar",
      text: [
        "Sveriges Kommuner och Regioner (SKR), organisationsnummer 222000-0315, är personuppgiftsansvarig för portalen.",
        "Organisationen som er RSS hör till ansvarar för det den själv gör med uppgifterna, till exempel när den registrerar planen som ni har skickat in.",
        "Portalen är inte i drift än. Det SKR ska besluta innan dess är utmärkt på den här sidan.",
      ],
    },
    uppgifter: {
      title: "Vilka uppgifter portalen har",
      text: [
        [
          "Ditt namn, din e-postadress, vilket språk du har valt och en beteckning från inloggningen som visar att det är du.",
          "Vilka roller du har, hos vem, från och till vilken dag, och vem som har bekräftat det.",
          "Det du skriver: svar, tidigare texter, kommentarer, bilagor och skäl för anstånd. Vid varje text står vem som skrev den och när.",
          "Vad du har gjort med planen och när, till exempel skickat den för underskrift, tagit tillbaka den eller skrivit under.",
          "När du skriver under: när du tryckte på knappen, när du loggade in igen för att skriva under, din roll och meningen du skrev under. Andra inloggningar sparar portalen inte.",
          "När du skriver under på papper: det inskannade papperet med din underskrift, datumet på det, din roll och vem som lade in det.",
          "Kontaktpersoners namn och e-postadresser, så som er RSS har skrivit dem.",
          "Vilka mejl portalen har skickat, till vilken adress och när.",
          "När någon kontrollerar en handling: hur många fel försök som har gjorts från samma adress på nätet. Adressen sparas inte, utan en kontrollsumma av den.",
          "Att du har planen öppen och i vilket avsnitt du är. Det slutar synas inom någon minut efter att du har stängt den.",
        ],
        "Uppgifterna kommer från dig själv, från er RSS, från inloggningen och från SKR. Skriv inget om andra enskilda personer i svaren.",
      ],
    },
    varfor: {
      title: "Varför, och med vilken rätt",
      text: [
        "Uppgifterna behövs för att ni ska kunna skriva tillsammans, för att det ska gå att visa vem som skrev under och när, för att SKR ska kunna läsa planen och höra av sig, och för att mejlen ska komma fram.",
        "Beslutas innan portalen tas i drift: vilken rättslig grund i dataskyddsförordningen SKR stöder sig på.",
        "Inga beslut om dig fattas automatiskt. Uppgifterna används inte till statistik över hur du använder portalen, och inte till reklam.",
      ],
    },
    "hur-lange": {
      title: "Hur länge de finns kvar",
      text: [
        "Beslutas innan portalen tas i drift: hur länge utkast, inskickade planer och rapporter, händelser och uppgifter om personer ska sparas. Portalen tar inte bort dem av sig själv.",
        [
          "Din behörighet slutar gälla den dag som står vid din roll. Det du har skrivit finns kvar.",
          "SKR kan ta bort ditt namn. I portalen står då Borttagen person. I PDF:en av en underskriven plan står namnen kvar, och i planen de kontaktpersoner som ni har skrivit.",
          "Underskrivna dokument låses i tio år, så att de inte kan ändras eller tas bort av misstag.",
          "Loggar över vilka filer som har hämtats, med datorns adress på nätet, tas bort efter 90 dagar. Portalens övriga loggar innehåller varken namn, texter eller adresser.",
          "Vem på SKR som har läst det ni har skickat in, vilken version och vilken dag, sparas i två år.",
          "Antalet fel försök att kontrollera en handling räknas om varje timme, för ett nummer varje dygn, och tas bort inom några dagar.",
          "Säkerhetskopior av databasen finns i 35 dagar.",
        ],
        "Hos en region eller kommun blir det ni skickar in normalt en allmän handling. Där gäller den organisationens regler för arkiv och gallring. Fråga er registrator.",
      ],
    },
    "vem-ser": {
      title: "Vem som ser dem",
      text: [
        [
          "Ni i samma RSS ser allt som ni skriver, vem som skrev det och när.",
          "SKR:s handläggare ser det som är inskickat, hur långt ni har kommit och vem som gjorde vad. De kan inte läsa utkast, kommentarer eller chefens kommentar till er.",
          "Andra RSS ser ingenting.",
          "Planen skickas som PDF med mejl till er som skriver, till chefen och till er registrator.",
          "Den som har PDF:en av en underskriven plan kan kontrollera den utan att logga in, och ser då namnet på den som skrev under. Det står också i PDF:en.",
          "De som sköter driften för SKR kan komma åt databasen när det behövs.",
        ],
        "Portalen lämnar dem inte till någon annan.",
      ],
    },
    webblasaren: {
      title: "Det som ligger i din webbläsare",
      text: [
        [
          "Text som inte är sparad i portalen än ligger i webbläsarens databas (IndexedDB). Den tas bort när texten är sparad och när du loggar ut.",
          "Kommentarer och skäl som du inte har skickat, var på sidan du var och det som behövs under en inloggning ligger i fönstrets minne (sessionStorage). Det försvinner när du loggar ut och när fönstret stängs.",
          "Språket du har valt ligger kvar i webbläsaren (localStorage).",
        ],
        "Portalen använder inga kakor och ingen spårning, och hämtar ingenting från andra företags webbplatser. Inloggningen är en egen tjänst och kan ha egna kakor.",
      ],
    },
    var: {
      title: "Var uppgifterna finns",
      text: [
        "Portalen är byggd för att köras hos Amazon Web Services (AWS), som blir personuppgiftsbiträde åt SKR. Databas, bilagor, dokument och mejlutskick ligger i Stockholm (eu-north-1). Trafiken mellan dig och portalen går genom AWS nät CloudFront, som har servrar i många länder. Där sparar portalen inga uppgifter om dig.",
        "Beslutas innan portalen tas i drift: avtalet med AWS, och bedömningen av att AWS hör till ett företag i USA.",
      ],
    },
    rattigheter: {
      title: "Dina rättigheter",
      text: [
        "Du kan be att få veta vilka uppgifter som finns om dig, att få fel rättade och i vissa fall att få uppgifter borttagna eller begränsade, eller invända mot att de används. Skriv till [info@skr.se](mailto:info@skr.se).",
        "Tycker du att SKR hanterar dina uppgifter fel kan du klaga hos [Integritetsskyddsmyndigheten, IMY](https://www.imy.se/).",
      ],
    },
    kontakt: {
      title: "Kontakt",
      text: [
        "SKR, 118 82 Stockholm, telefon 08-452 70 00, [info@skr.se](mailto:info@skr.se).",
        "Beslutas innan portalen tas i drift: vart du vänder dig för att nå SKR:s dataskyddsombud, om SKR har ett.",
      ],
    },
  },
};
