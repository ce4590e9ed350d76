package dev.parley.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A certificate that this server can show, with its key, and whom it believes.
 *
 * @param keys  certificate and key
 * @param trust whom it believes; empty = the other side shows nothing
 * @param until when the first of the certificates that are shown expires
 */
public record Credentials(PemKeyCertOptions keys, Optional<PemTrustOptions> trust, Instant until) {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final byte[] TRIAL = {1, 2, 3};

    /**
     * Reads the files and tries what they hold. Blocks. Throws {@link IllegalArgumentException} with a
     * sentence for the operator that quotes nothing of them.
     */
    public static Credentials read(CredentialFiles files) {
        var certificate = CredentialFiles.read(files.certificate());
        var chain = certificates(files.certificate(), certificate);
        var key = CredentialFiles.read(files.key());
        var keys = new PemKeyCertOptions().addCertValue(Buffer.buffer(certificate))
            .addKeyValue(Buffer.buffer(key));
        if (!belong(chain.getFirst(), key(files.key(), key))) {
            throw new IllegalArgumentException("The key in " + files.key() + " is not that of the first "
                + "certificate in " + files.certificate() + ".");
        }
        var until = chain.stream().map(one -> one.getNotAfter().toInstant()).min(Comparator.naturalOrder());
        return new Credentials(keys, files.trust().map(Credentials::trust), until.orElseThrow());
    }

    private static PemTrustOptions trust(Path file) {
        var bytes = CredentialFiles.read(file);
        certificates(file, bytes);
        return new PemTrustOptions().addCertValue(Buffer.buffer(bytes));
    }

    private static List<X509Certificate> certificates(Path file, byte[] bytes) {
        try {
            Collection<?> found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(bytes));
            if (!found.isEmpty()) {
                return found.stream().map(X509Certificate.class::cast).toList();
            }
        } catch (GeneralSecurityException fault) {
            throw new IllegalArgumentException("The file " + file + " holds no readable certificate.", fault);
        }
        throw new IllegalArgumentException("The file " + file + " holds no certificate.");
    }

    private static PrivateKey key(Path file, byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var begin = text.indexOf(BEGIN);
        var end = text.indexOf(END);
        if (begin >= 0 && end > begin) {
            var content = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
            for (var kind : List.of("RSA", "EC", "EdDSA")) {
                try {
                    return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(content));
                } catch (GeneralSecurityException otherKind) {
                    // Not of this kind: try the next.
                }
            }
        }
        throw new IllegalArgumentException("The file " + file + " holds no private key that can be read: it "
            + "must be PEM of the kind PRIVATE KEY (PKCS #8), and not encrypted.");
    }

    private static boolean belong(X509Certificate certificate, PrivateKey key) {
        try {
            var algorithm = switch (key.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> "EdDSA";
            };
            var signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(TRIAL);
            var signature = signer.sign();
            var verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(TRIAL);
            return verifier.verify(signature);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }
}
