/** What the portal knows about people, why, for how long, and who else sees it. */
import { Told } from "../components/told.tsx";
import { privacy } from "../texts/privacy.ts";

export default function Privacy() {
  return <Told {...privacy} />;
}
