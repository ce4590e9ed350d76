package dev.parley.auth;

import dev.parley.protocol.RefusedException;
import dev.parley.protocol.Texts;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Tokens as texts, and their claims as if the signature were right. None is ever believed. */
public final class TokenFuzz {

    private static final ClaimRules RULES =
        new ClaimRules(Optional.empty(), Optional.of("parley"), Duration.ofSeconds(5), Clock.systemUTC());
    private static final TokenVerifier VERIFIER = new TokenVerifier(List.of(KeySource.of(List.of(
        new TrustedKey(Algorithm.HS256, Optional.empty(), Algorithm.secret(unknown()))))), RULES);

    private TokenFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        try {
            claims(CompactToken.parse(text).claims());
        } catch (RefusedException refused) {
            said(refused);
        }
        var verified = VERIFIER.verify(text);
        if (!verified.failed()) {
            throw new IllegalStateException("a forged token is believed");
        }
        if (!(verified.cause() instanceof RefusedException)) {
            throw new IllegalStateException(verified.cause());
        }
        try {
            claims(new JsonObject(text));
        } catch (DecodeException noJson) {
            // Nothing to read then.
        }
    }

    private static void claims(JsonObject claims) {
        try {
            var identity = RULES.read(claims);
            if (!Texts.wellFormed(identity.name())) {
                throw new IllegalStateException("a name that is no text");
            }
        } catch (RefusedException refused) {
            said(refused);
        }
    }

    private static void said(RefusedException refused) {
        if (refused.refusal().message().isBlank()) {
            throw new IllegalStateException("a refusal without a word");
        }
    }

    private static String unknown() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
