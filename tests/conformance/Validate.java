import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What EU DSS says of signed PDF files: a line for each signature, of file, indication, subindication, level, scope, what it says of the
 * time stamps, and what is wrong with it, between tabs. Arguments: any number of "--root FILE.pem", of "--crl FILE" (DER), then the files.
 *
 * With a list of revoked certificates, or with "--inside" (what the file itself brings must do), DSS judges by its own policy as it stands.
 * With neither it is not asked whether a certificate is revoked: a trial authority that publishes no list would otherwise be neither good
 * nor bad.
 */
public class Validate {
  public static void main(String[] arguments) throws Exception {
    CommonTrustedCertificateSource roots = new CommonTrustedCertificateSource();
    List<String> lists = new ArrayList<>();
    List<String> files = new ArrayList<>();
    boolean inside = false;
    for (int at = 0; at < arguments.length; at++) {
      if (arguments[at].equals("--root")) roots.addCertificate(DSSUtils.loadCertificate(new File(arguments[++at])));
      else if (arguments[at].equals("--crl")) lists.add(arguments[++at]);
      else if (arguments[at].equals("--inside")) inside = true;
      else files.add(arguments[at]);
    }
    String policy = policy(inside || !lists.isEmpty());
    for (String file : files) {
      CommonCertificateVerifier verifier = new CommonCertificateVerifier();
      verifier.setTrustedCertSources(roots);
      verifier.setAIASource(null);
      if (!lists.isEmpty()) verifier.setCrlSource(revoked(lists));
      judge(file, verifier, policy);
    }
  }

  private static ExternalResourcesCRLSource revoked(List<String> lists) {
    return new ExternalResourcesCRLSource(lists.stream().map(FileDocument::new).toArray(DSSDocument[]::new));
  }

  private static String policy(boolean asksForRevocation) throws Exception {
    try (InputStream stream = Validate.class.getResourceAsStream("/policy/constraint.xml")) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return asksForRevocation
          ? text
          : text.replaceAll("<(RevocationDataAvailable|AcceptableRevocationDataFound) Level=\"\\w+\"", "<$1 Level=\"IGNORE\"");
    }
  }

  private static void judge(String file, CommonCertificateVerifier verifier, String policy) throws Exception {
    SimpleReport report;
    try {
      SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(file));
      validator.setCertificateVerifier(verifier);
      report = validator.validateDocument(new ByteArrayInputStream(policy.getBytes(StandardCharsets.UTF_8))).getSimpleReport();
    } catch (RuntimeException unreadable) {
      say(file, "UNREADABLE", "", "", "", "", String.valueOf(unreadable.getMessage()));
      return;
    }
    if (report.getSignatureIdList().isEmpty()) say(file, Indication.NO_SIGNATURE_FOUND.name(), "", "", "", "", "");
    for (String id : report.getSignatureIdList()) {
      String wrong =
          Stream.of(report.getAdESValidationErrors(id), report.getAdESValidationWarnings(id))
              .flatMap(List::stream)
              .map(Message::getValue)
              .distinct()
              .collect(Collectors.joining("; "));
      String sub = report.getSubIndication(id) == null ? "" : report.getSubIndication(id).name();
      String scope =
          report.getSignatureScopes(id).stream().map(each -> each.getScope().name()).distinct().collect(Collectors.joining("+"));
      String stamps =
          report.getSignatureTimestamps(id).stream().map(each -> each.getIndication().name()).collect(Collectors.joining("+"));
      say(file, report.getIndication(id).name(), sub, report.getSignatureFormat(id).name(), scope, stamps, wrong);
    }
  }

  private static void say(String... fields) {
    System.out.println(Stream.of(fields).map(field -> field.replaceAll("\\s+", " ")).collect(Collectors.joining("\t")));
  }
}
