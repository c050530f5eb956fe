/**
 * Jest's transform for dependencies that ask for a built-in class with every byte they read. In the context that Jest gives a test file a
 * global is looked up in another one, which is slow; here each module has its own name for it, and is otherwise as it was published.
 */
const names = ["Array", "ArrayBuffer", "DataView", "Error", "Object", "SharedArrayBuffer", "TypeError", "Uint8Array"];

// On the first line, so that the others keep their numbers.
module.exports = { process: (source) => ({ code: `const { ${names.join(", ")} } = globalThis; ${source}` }) };
