/** Words of the portal itself, in English. */
import type { portal as sv } from "./portal.sv.ts";

export const portal = {
  name: "RSS-portalen",
  skip: "Skip to the content",
  menu: "Menu",
  start: (withReports: boolean) => (withReports ? "Plans and reports" : "My plans"),
  overview: "Overview",
  rounds: "Rounds",
  register: "RSS",
  people: "People",
  logIn: "Log in",
  logOut: "Log out",
  logOutUnsaved:
    "Not everything has been saved in the portal yet. If you log out now, what is not saved disappears from this computer. Do you want to log out all the same?",
  loading: "Loading …",
  tryAgain: "Try again",
  toStart: "To the start page",
  offline: "We cannot reach the portal just now. Check your connection and try again.",
  unfetched: "This part of the page could not be loaded. What you have written is still there.",
  reload: "Reload the page",
  defect: "Something went wrong at our end. Try again in a while.",
  notFound: { title: "The page does not exist" },
  loggedOut: {
    title: "You are logged out",
    text: "What you wrote has been removed from this computer. Everything that was saved in time is still in the portal.",
  },
} satisfies typeof sv;
