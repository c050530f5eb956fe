/** The accessibility statement, as lagen (2018:1937) om tillgänglighet till digital offentlig service and Digg's regulations ask for it. */
import { Told } from "../components/told.tsx";
import { statement } from "../statement.ts";
import { accessibilityWords } from "../texts/accessibility.ts";
import { formatDay } from "../texts/formats.ts";

export default function Accessibility() {
  return <Told {...accessibilityWords(statement, formatDay)} />;
}
