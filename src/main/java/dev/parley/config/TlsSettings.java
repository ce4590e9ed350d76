package dev.parley.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is encrypted, with whose certificates. All files are PEM, and read again when they change.
 *
 * @param certificate what clients are shown, with those between it and its authority; empty = clients come in
 *     without TLS, or a proxy sees to it
 * @param key its private key
 * @param busCertificate what nodes show one another; empty = the event bus is not encrypted
 * @param busKey its private key
 * @param busTrust the authorities whose certificates make a node
 * @param checkMs how often the files are looked at
 */
public record TlsSettings(Optional<Path> certificate, Optional<Path> key, Optional<Path> busCertificate,
                          Optional<Path> busKey, Optional<Path> busTrust, int checkMs) {

    /** How clients reach a node that no proxy stands before. */
    public String scheme() {
        return certificate.isPresent() ? "https" : "http";
    }
}
