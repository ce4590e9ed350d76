package dev.parley.tls;

import dev.parley.config.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The PEM files of one side of a TLS connection.
 *
 * @param certificate the certificate, and those between it and its authority
 * @param key         its private key, not encrypted
 * @param trust       the authorities whose certificates the other side must show; empty = none is asked for
 */
public record CredentialFiles(Path certificate, Path key, Optional<Path> trust) {

    /** What clients are shown; empty when they come in without TLS. */
    public static Optional<CredentialFiles> ofHttp(TlsSettings tls) {
        return tls.certificate().map(certificate ->
            new CredentialFiles(certificate, tls.key().orElseThrow(), Optional.empty()));
    }

    /** What nodes show one another; empty when the bus is not encrypted. */
    public static Optional<CredentialFiles> ofBus(TlsSettings tls) {
        return tls.busCertificate().map(certificate ->
            new CredentialFiles(certificate, tls.busKey().orElseThrow(), tls.busTrust()));
    }

    /**
     * Changes when one of the files does; a file that is away is such a change. Blocks.
     *
     * @return times and sizes, in a form that only serves comparison
     */
    String state() {
        var state = new StringBuilder();
        for (var file : Stream.concat(Stream.of(certificate, key), trust.stream()).toList()) {
            try {
                state.append(Files.getLastModifiedTime(file)).append(' ').append(Files.size(file))
                    .append(' ');
            } catch (IOException away) {
                state.append("away ");
            }
        }
        return state.toString();
    }

    /** The bytes of one of the files; blocks, and throws {@link IllegalArgumentException} with a sentence. */
    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException fault) {
            throw new IllegalArgumentException("The file " + file + " cannot be read"
                + (Files.exists(file) ? "." : ": it is not there."), fault);
        }
    }
}
