/** Turns to the other language; named in that language, for whoever does not read this one. */
import { speak } from "../speak.ts";
import { language } from "../texts/language.ts";

const [other, name] = language === "sv" ? (["en", "English"] as const) : (["sv", "Svenska"] as const);

export const LanguageSwitch = ({ isLoggedIn }: { isLoggedIn: boolean }) => (
  <button type="button" class="top-button" lang={other} onClick={() => void speak(other, isLoggedIn)}>
    {name}
  </button>
);
