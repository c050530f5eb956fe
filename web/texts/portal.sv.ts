/** Words of the portal itself, in Swedish: its header, what failed, where one is logged out. */
export const portal = {
  name: "RSS-portalen",
  skip: "Hoppa till innehållet",
  menu: "Meny",
  start: (withReports: boolean): string => (withReports ? "Planer och rapporter" : "Mina planer"),
  overview: "Översikt",
  rounds: "Omgångar",
  register: "RSS",
  people: "Personer",
  logIn: "Logga in",
  logOut: "Logga ut",
  logOutUnsaved:
    "Allt är inte sparat i portalen än. Loggar du ut nu försvinner det som inte är sparat från den här datorn. Vill du logga ut ändå?",
  loading: "Hämtar …",
  tryAgain: "Försök igen",
  toStart: "Till startsidan",
  offline: "Vi når inte portalen just nu. Kontrollera nätet och försök igen.",
  unfetched: "Den här delen av sidan gick inte att hämta. Det du har skrivit finns kvar.",
  reload: "Ladda om sidan",
  defect: "Något gick fel hos oss. Försök igen om en stund.",
  notFound: { title: "Sidan finns inte" },
  loggedOut: {
    title: "Du är utloggad",
    text: "Det du skrev är borttaget från den här datorn. Allt som hann sparas finns kvar i portalen.",
  },
};
