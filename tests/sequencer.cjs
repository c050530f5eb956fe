/**
 * In which order Jest takes test files: those that take longest first, so that no processor is left with nothing to do while the last
 * one runs. By itself Jest goes by how long they took before, and where they have not been run yet by their size, which says little.
 */
const { default: Sequencer } = require("@jest/test-sequencer");

const longest = [
  "defects/board",
  "integration/fault-sweep",
  "integration/outbox-faults",
  "e2e/in-english",
  "e2e/every-page",
  "integration/two-writers",
  "e2e/",
  "integration/",
];

const rank = ({ path }) => {
  const index = longest.findIndex((each) => path.includes(`/tests/${each}`));
  return index < 0 ? longest.length : index;
};

module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
