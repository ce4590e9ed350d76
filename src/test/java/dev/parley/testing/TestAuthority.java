package dev.parley.testing;

import dev.parley.tls.CredentialFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** An authority of the tests: it certifies what it is asked to, with the JDK's own tool. Its calls block. */
public final class TestAuthority {

    private static final String PASSWORD = "of-the-tests";

    private final Path folder;
    private final Path store;

    /** @param folder where its files go; one authority each */
    public TestAuthority(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("store.p12");
        tool("-genkeypair", "-alias", "authority", "-dname", "CN=Authority", "-keyalg", "EC", "-groupname",
            "secp256r1", "-ext", "bc:c", "-validity", "30");
    }

    /**
     * Certifies a new key for the loopback address.
     *
     * @param kind EC or RSA
     * @return its files, those who show no certificate being let in
     */
    public CredentialFiles issue(String name, String kind) {
        var size = kind.equals("EC") ? List.of("-groupname", "secp256r1") : List.of("-keysize", "2048");
        var command = new ArrayList<>(List.of("-genkeypair", "-alias", name, "-signer", "authority", "-dname",
            "CN=" + name, "-keyalg", kind, "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "30"));
        command.addAll(size);
        tool(command.toArray(String[]::new));
        try {
            var keys = keys();
            var certificate = folder.resolve(name + ".pem");
            var text = new StringBuilder();
            for (var one : keys.getCertificateChain(name)) {
                text.append(pem("CERTIFICATE", one.getEncoded()));
            }
            Files.writeString(certificate, text);
            return new CredentialFiles(certificate, Files.writeString(folder.resolve(name + ".key"),
                pem("PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded())),
                Optional.empty());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (GeneralSecurityException fault) {
            throw new AssertionError(fault);
        }
    }

    /** The file of its own certificate, by which others believe it. */
    public Path certificate() {
        try {
            return Files.writeString(folder.resolve("authority.pem"),
                pem("CERTIFICATE", keys().getCertificate("authority").getEncoded()));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (GeneralSecurityException fault) {
            throw new AssertionError(fault);
        }
    }

    /** The same files, for nodes that believe this authority alone. */
    public CredentialFiles ofNode(String name) {
        var files = issue(name, "EC");
        return new CredentialFiles(files.certificate(), files.key(), Optional.of(certificate()));
    }

    /** A key store that believes this authority, for clients. */
    public KeyStore trust() {
        try {
            var trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            trust.setCertificateEntry("authority", keys().getCertificate("authority"));
            return trust;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (GeneralSecurityException fault) {
            throw new AssertionError(fault);
        }
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private void tool(String... arguments) {
        var command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(said);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw new AssertionError(fault);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes)
            + "\n-----END " + what + "-----\n";
    }
}
