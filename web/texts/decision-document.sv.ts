/** Words about the document of SKR's decision, in Swedish. */
export const decisionDocument = {
  pdf: "Hämta beslutet (PDF)",
  pending: "SKR:s beslut som PDF är på väg. Det mejlas också.",
  ready: "Beslutet som PDF är klart.",
  failed: "Beslutet gick inte att hämta. Försök igen om en stund.",
};
