"""
What pyHanko says of signed PDF files, as a JSON array; and a good signature of its own making, to try the validators on.

    pyhanko_judge.py validate --root ROOT.pem ... [--crl FILE.crl ...] FILE.pdf ...
    pyhanko_judge.py validate --root ROOT.pem ... --inside FILE.pdf ...      (what the file itself brings must do, also when all have expired)
    pyhanko_judge.py sign --chain ROOT.pem --signer NAME --tsa NAME IN.pdf OUT.pdf      (NAME.pem is the certificate, NAME.key the key)
"""

import argparse
import asyncio
import json
import logging

from asn1crypto import crl
from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation import DocumentSecurityStore, validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleCertificateStore, SimpleTrustManager

logging.disable(logging.CRITICAL)


def context(roots, lists):
    """Without a list of revoked certificates it is not asked whether one is: a trial authority publishes none."""
    revoked = [crl.CertificateList.load(open(each, "rb").read()) for each in lists]
    return ValidationContext(
        trust_roots=trusted(roots),
        allow_fetching=False,
        crls=revoked,
        revocation_mode="require" if revoked else "soft-fail",
    )


def trusted(roots):
    return [load_cert_from_pemder(each) for each in roots]


def context_inside(reader, roots):
    """By the certificates and lists in the document security store, and nothing from elsewhere."""
    settings = {"trust_roots": trusted(roots), "allow_fetching": False, "revocation_mode": "require"}
    return DocumentSecurityStore.read_dss(reader).as_validation_context(settings)


def over_time(signature, roots):
    """ETSI EN 319 102-1, 5.6.3: what the signature comes to by all that the file brings, under the last time stamp over it."""
    policy = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build(trust_roots=trusted(roots)),
        revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
    )
    offline = RevocationInfoGatheringSpec(online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY)
    spec = SignatureValidationSpec(cert_validation_policy=policy, revinfo_gathering_policy=offline)
    result = asyncio.run(ades_lta_validation(signature, PdfSignatureValidationSpec(spec)))
    return result.ades_subindic.name if result.oldest_evidence_record_timestamp else "no time stamp over it"


def stamp_over_all(reader, roots):
    """Whether the last of the document's own time stamps is good, and over all of the file."""
    stamps = reader.embedded_timestamp_signatures
    if not stamps:
        return False
    status = validate_pdf_timestamp(stamps[-1], context_inside(reader, roots))
    return bool(status.intact and status.valid and status.trusted and status.coverage.name == "ENTIRE_FILE")


def judged(reader, signature, roots, lists, inside):
    def surroundings():
        return context_inside(reader, roots) if inside else context(roots, lists)

    status = validate_pdf_signature(
        signature,
        signer_validation_context=surroundings(),
        ts_validation_context=surroundings(),
    )
    stamp = status.timestamp_validity
    seen = {
        "filter": str(signature.sig_object["/SubFilter"]),
        "intact": status.intact and status.valid,
        "trusted": status.trusted,
        "coverage": status.coverage.name,
        "changes": status.modification_level.name if status.modification_level is not None else "OTHER",
        "stamped": bool(stamp and stamp.intact and stamp.valid and stamp.trusted),
        "stampedAt": stamp.timestamp.isoformat() if stamp else None,
        "summary": status.summary(),
        "ok": status.bottom_line,
    }
    if inside:
        seen.update(overTime=over_time(signature, roots), stampedOverAll=stamp_over_all(reader, roots))
    return seen


def validate(files, roots, lists, inside):
    found = []
    for name in files:
        with open(name, "rb") as handle:
            try:
                reader = PdfFileReader(handle)
                signatures = reader.embedded_regular_signatures
                found.append(
                    {"file": name, "signatures": [judged(reader, each, roots, lists, inside) for each in signatures]}
                )
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
    judge.add_argument("--inside", action="store_true")
    judge.add_argument("files", nargs="+")
    maker = commands.add_parser("sign")
    for option in ("--chain", "--signer", "--tsa"):
        maker.add_argument(option, required=True)
    maker.add_argument("source")
    maker.add_argument("target")
    given = parser.parse_args()
    if given.command == "validate":
        validate(given.files, given.root, given.crl, given.inside)
    else:
        sign(given.source, given.target, given.chain, given.signer, given.tsa)


main()
