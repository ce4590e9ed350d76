package dev.parley.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.testing.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    @TempDir
    private static Path folder;
    private static TestAuthority authority;
    private static CredentialFiles elliptic;
    private static CredentialFiles rsa;

    @BeforeAll
    static void begin() {
        authority = new TestAuthority(folder);
        elliptic = authority.issue("elliptic", "EC");
        rsa = authority.issue("rsa", "RSA");
    }

    @Test
    void readsKeysOfBothKindsAndTellsWhenTheyExpire() {
        for (var files : new CredentialFiles[] {elliptic, rsa}) {
            var left = Duration.between(Instant.now(), Credentials.read(files).until());
            assertTrue(left.toDays() >= 28 && left.toDays() <= 30, files + " lasts " + left);
        }
    }

    @Test
    void saysInASentenceWhatCannotBeUsed() throws IOException {
        var garbage = Files.writeString(folder.resolve("garbage.pem"), "-----BEGIN NONSENSE-----\nsecret\n");
        var absent = folder.resolve("absent.pem");
        var locked = Files.writeString(folder.resolve("locked.key"), """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIIFHDBOBgkqhkiG9w0BBQ0wQTApBgkqhkiG9w0BBQwwHAQI
            -----END ENCRYPTED PRIVATE KEY-----
            """);
        assertRefused("The key in " + rsa.key() + " is not that of the first certificate in "
            + elliptic.certificate() + ".", elliptic.certificate(), rsa.key(), Optional.empty());
        assertRefused("The file " + absent + " cannot be read: it is not there.", absent, rsa.key(),
            Optional.empty());
        assertRefused("The file " + absent + " cannot be read: it is not there.", rsa.certificate(), absent,
            Optional.empty());
        assertRefused("The file " + garbage + " holds no readable certificate.", garbage, rsa.key(),
            Optional.empty());
        assertRefused("The file " + garbage + " holds no readable certificate.", rsa.certificate(), rsa.key(),
            Optional.of(garbage));
        for (var key : new Path[] {garbage, locked}) {
            assertRefused("The file " + key + " holds no private key that can be read: it must be PEM "
                + "of the kind PRIVATE KEY (PKCS #8), and not encrypted.", rsa.certificate(), key,
                Optional.empty());
        }
    }

    private static void assertRefused(String sentence, Path certificate, Path key, Optional<Path> trust) {
        var fault = assertThrows(IllegalArgumentException.class,
            () -> Credentials.read(new CredentialFiles(certificate, key, trust)));
        assertEquals(sentence, fault.getMessage());
        assertFalse(fault.getMessage().contains("secret"));
    }
}
