/** What the portal is for and how it works, for those who have just come and those who wonder. */
import { Told } from "../components/told.tsx";
import { help } from "../texts/help.ts";

export default function Help() {
  return <Told {...help} />;
}
