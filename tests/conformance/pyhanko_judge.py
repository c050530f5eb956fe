"""
What pyHanko says of signed PDF files, as a JSON array; and a good signature of its own making, to try the validators on.

    pyhanko_judge.py validate --root ROOT.pem ... [--crl FILE.crl ...] FILE.pdf ...
    pyhanko_judge.py sign --chain ROOT.pem --signer NAME --tsa NAME IN.pdf OUT.pdf      (NAME.pem is the certificate, NAME.key the key)
"""

import argparse
import json
import logging

from asn1crypto import crl
from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

logging.disable(logging.CRITICAL)


def context(roots, lists):
    """Without a list of revoked certificates it is not asked whether one is: a trial authority publishes none."""
    revoked = [crl.CertificateList.load(open(each, "rb").read()) for each in lists]
    return ValidationContext(
        trust_roots=[load_cert_from_pemder(each) for each in roots],
        allow_fetching=False,
        crls=revoked,
        revocation_mode="require" if revoked else "soft-fail",
    )


def judged(signature, roots, lists):
    status = validate_pdf_signature(
        signature,
        signer_validation_context=context(roots, lists),
        ts_validation_context=context(roots, lists),
    )
    stamp = status.timestamp_validity
    return {
        "filter": str(signature.sig_object["/SubFilter"]),
        "intact": status.intact and status.valid,
        "trusted": status.trusted,
        "coversAll": status.coverage.name == "ENTIRE_FILE",
        "changes": status.modification_level.name if status.modification_level is not None else "OTHER",
        "stamped": bool(stamp and stamp.intact and stamp.valid and stamp.trusted),
        "stampedAt": stamp.timestamp.isoformat() if stamp else None,
        "summary": status.summary(),
        "ok": status.bottom_line,
    }


def validate(files, roots, lists):
    found = []
    for name in files:
        with open(name, "rb") as handle:
            try:
                signatures = PdfFileReader(handle).embedded_regular_signatures
                found.append({"file": name, "signatures": [judged(each, roots, lists) for each in signatures]})
            # Whatever stops it is a "no" with a reason, and the next file is still judged.
            except Exception as error:
                found.append({"file": name, "signatures": [], "error": f"{type(error).__name__}: {error}"})
    print(json.dumps(found))


def sign(source, target, chain, signer, tsa):
    def own(name):
        return load_cert_from_pemder(f"{name}.pem"), load_private_key_from_pemder(f"{name}.key", passphrase=None)

    issuers = SimpleCertificateStore.from_certs([load_cert_from_pemder(chain)])
    certificate, key = own(signer)
    stamp, stamp_key = own(tsa)
    with open(source, "rb") as handle, open(target, "wb") as out:
        signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name="Seal", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
            ),
            signer=signers.SimpleSigner(signing_cert=certificate, signing_key=key, cert_registry=issuers),
            timestamper=DummyTimeStamper(stamp, stamp_key, certs_to_embed=issuers),
        ).sign_pdf(IncrementalPdfFileWriter(handle), output=out)


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    judge = commands.add_parser("validate")
    judge.add_argument("--root", action="append", required=True)
    judge.add_argument("--crl", action="append", default=[])
    judge.add_argument("files", nargs="+")
    maker = commands.add_parser("sign")
    for option in ("--chain", "--signer", "--tsa"):
        maker.add_argument(option, required=True)
    maker.add_argument("source")
    maker.add_argument("target")
    given = parser.parse_args()
    if given.command == "validate":
        validate(given.files, given.root, given.crl)
    else:
        sign(given.source, given.target, given.chain, given.signer, given.tsa)


main()
