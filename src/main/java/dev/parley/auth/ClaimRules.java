package dev.parley.auth;

import dev.parley.protocol.Ids;
import dev.parley.protocol.Texts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the claims of a token must say, its signature being right.
 *
 * @param issuer   required {@code iss}, when given
 * @param audience required among {@code aud}, when given
 * @param leeway   how far clocks may differ
 * @param clock    the time
 */
record ClaimRules(Optional<String> issuer, Optional<String> audience, Duration leeway, Clock clock) {

    private static final int LIST_MAX = 1_000;
    private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    /** The identity that the claims describe; throws a {@code RefusedException} {@code unauthenticated}. */
    Identity read(JsonObject claims) {
        var expiresAt = time(claims, "exp").orElseThrow(() ->
            Denial.because("The token has no expiry: the claim exp is required."));
        checkTimes(expiresAt, time(claims, "nbf"));
        checkParties(claims);
        var user = string(claims, "sub").orElseThrow(() ->
            Denial.because("The token names no user: the claim sub is required."));
        if (!Ids.valid(user)) {
            throw Denial.because("The token's claim sub is not a valid user id.");
        }
        return new Identity(user, string(claims, "name").filter(name -> !name.isBlank()).orElse(user),
            Set.copyOf(strings(claims, "roles")), strings(claims, "channels"), expiresAt,
            string(claims, "jti"), time(claims, "iat"));
    }

    private void checkTimes(Instant expiresAt, Optional<Instant> notBefore) {
        var now = clock.instant();
        if (!now.isBefore(expiresAt.plus(leeway))) {
            throw Denial.because("The token expired at " + expiresAt + ".");
        }
        if (notBefore.isPresent() && now.plus(leeway).isBefore(notBefore.get())) {
            throw Denial.because("The token is not valid before " + notBefore.get() + ".");
        }
    }

    private void checkParties(JsonObject claims) {
        if (issuer.isPresent() && !issuer.equals(string(claims, "iss"))) {
            throw Denial.because("The token's claim iss is not the issuer that is expected here.");
        }
        if (audience.isPresent() && !audiences(claims).contains(audience.get())) {
            throw Denial.because("The token's claim aud does not name the audience that is expected here.");
        }
    }

    /** One string or a list of them (RFC 7519, section 4.1.3). */
    private static List<String> audiences(JsonObject claims) {
        return claims.getValue("aud") instanceof String one ? List.of(one) : strings(claims, "aud");
    }

    private static Optional<Instant> time(JsonObject claims, String name) {
        return switch (claims.getValue(name)) {
            case null -> Optional.empty();
            case Number seconds when seconds.doubleValue() >= 0 && seconds.doubleValue() <= LAST_SECOND
                -> Optional.of(Instant.ofEpochMilli((long) (seconds.doubleValue() * 1_000)));
            default -> throw Denial.because("The token's claim " + name + " is not a time in seconds.");
        };
    }

    private static Optional<String> string(JsonObject claims, String name) {
        return switch (claims.getValue(name)) {
            case null -> Optional.empty();
            case String text when Texts.wellFormed(text) -> Optional.of(text);
            default -> throw Denial.because("The token's claim " + name + " is not a well-formed string.");
        };
    }

    private static List<String> strings(JsonObject claims, String name) {
        return switch (claims.getValue(name)) {
            case null -> List.of();
            case JsonArray list when list.size() <= LIST_MAX
                && list.stream().allMatch(String.class::isInstance)
                -> list.stream().map(String.class::cast).distinct().toList();
            default -> throw Denial.because("The token's claim " + name + " is not a list of strings.");
        };
    }
}
