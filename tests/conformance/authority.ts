/** A throw-away certificate authority made by OpenSSL, and a document sealed under it: what validators must call good. */
import { X509Certificate } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sealedBy, signerFrom } from "./sealing.ts";
import { place, run } from "./tools.ts";

async function openssl(...given: string[]): Promise<void> {
  const { code, err } = await run("openssl", given);
  if (code !== 0) throw new Error(`openssl ${given[0]}: ${err}`);
}

const ids = "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\nbasicConstraints=critical,CA:FALSE";

const settings = (folder: string) => `[ca]
default_ca = trial
[trial]
database = ${folder}/issued
serial = ${folder}/serial
new_certs_dir = ${folder}
certificate = ${folder}/root.pem
private_key = ${folder}/root.key
default_md = sha256
default_days = 30
default_crl_days = 30
crlnumber = ${folder}/lists
crl_extensions = list
policy = names
unique_subject = no
[names]
commonName = supplied
[seal]
${ids}
keyUsage = critical,digitalSignature,nonRepudiation
[stamp]
${ids}
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[list]
authorityKeyIdentifier = keyid:always
[root]
basicConstraints = critical,CA:TRUE
subjectKeyIdentifier = hash
keyUsage = critical,keyCertSign,cRLSign
[req]
distinguished_name = names
`;

export type Authority = { folder: string; root: string; revoked: () => Promise<string>; revoke: () => Promise<void> };

/** A root, a certificate "seal" for sealing (P-256) and one "stamp" for timestamps (RSA where pyHanko stamps, which can nothing else). */
export async function anAuthority(folder: string): Promise<Authority> {
  await mkdir(folder, { recursive: true });
  const at = (name: string) => join(folder, name);
  await writeFile(at("openssl.cnf"), settings(folder));
  await writeFile(at("issued"), "");
  await writeFile(at("serial"), "01\n");
  await writeFile(at("lists"), "01\n");
  const curve = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"];
  const rsa = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"];
  const keys = { root: curve, seal: curve, stamp: place("PYHANKO") ? rsa : curve };
  for (const [name, kind] of Object.entries(keys)) await openssl("genpkey", ...kind, "-out", at(`${name}.key`));
  const asked = (name: string) => ["-new", "-key", at(`${name}.key`), "-subj", `/CN=Trial ${name}`];
  const config = ["-config", at("openssl.cnf")];
  await openssl(
    "req",
    "-x509",
    ...config,
    ...asked("root"),
    "-extensions",
    "root",
    "-days",
    "30",
    "-out",
    at("root.pem"),
  );
  for (const name of ["seal", "stamp"]) {
    await openssl("req", ...config, ...asked(name), "-out", at(`${name}.csr`));
    const files = ["-in", at(`${name}.csr`), "-out", at(`${name}.pem`)];
    await openssl("ca", ...config, "-batch", "-notext", "-extensions", name, ...files);
  }
  return {
    folder,
    root: at("root.pem"),
    /** The list of revoked certificates as it is now, in DER. */
    revoked: async () => {
      await openssl("ca", ...config, "-gencrl", "-out", at("revoked.pem"));
      await openssl("crl", "-in", at("revoked.pem"), "-outform", "DER", "-out", at("revoked.crl"));
      return at("revoked.crl");
    },
    revoke: () => openssl("ca", ...config, "-revoke", at("seal.pem")),
  };
}

/** Seals a file at level B-T: by a program that is not ours when there is one, otherwise by the portal's own. */
export async function sealedUnder({ folder, root }: Authority, source: string, target: string): Promise<void> {
  const [seal, stamp] = [join(folder, "seal"), join(folder, "stamp")];
  const python = place("PYHANKO");
  if (!python) {
    const trusted = new X509Certificate(await readFile(root)).raw;
    const signers = { seal: await signerFrom(seal, trusted), stamp: await signerFrom(stamp, trusted), root: trusted };
    return sealedBy(signers, source, target);
  }
  const program = fileURLToPath(new URL("pyhanko_judge.py", import.meta.url));
  const { code, err } = await run(python, [
    program,
    "sign",
    "--chain",
    root,
    "--signer",
    seal,
    "--tsa",
    stamp,
    source,
    target,
  ]);
  if (code !== 0) throw new Error(`pyHanko could not seal: ${err}`);
}
