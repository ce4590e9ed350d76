package dev.parley.auth;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Makes HS256 tokens: for guests, for load tests, for tests. Applications issue their users' tokens
 * themselves.
 */
public final class TokenIssuer {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

    private final SecretKey secret;
    private final Optional<String> issuer;
    private final Optional<String> audience;

    /** Tokens that a verifier of the same secret, issuer and audience believes. */
    public TokenIssuer(String secret, Optional<String> issuer, Optional<String> audience) {
        this.secret = Algorithm.secret(secret);
        this.issuer = issuer;
        this.audience = audience;
    }

    /** A token that verifies to this identity; its times are cut to whole seconds. */
    public String issue(Identity identity) {
        var claims = new JsonObject()
            .put("sub", identity.user())
            .put("name", identity.name())
            .put("exp", identity.expiresAt().getEpochSecond());
        if (!identity.roles().isEmpty()) {
            claims.put("roles", new JsonArray(identity.roles().stream().sorted().toList()));
        }
        if (!identity.channels().isEmpty()) {
            claims.put("channels", new JsonArray(identity.channels()));
        }
        identity.issuedAt().ifPresent(at -> claims.put("iat", at.getEpochSecond()));
        identity.tokenId().ifPresent(id -> claims.put("jti", id));
        issuer.ifPresent(iss -> claims.put("iss", iss));
        audience.ifPresent(aud -> claims.put("aud", aud));
        return sign(HEADER + "." + encode(claims.encode()));
    }

    private String sign(String content) {
        try {
            var mac = Mac.getInstance(Algorithm.HS256.jdkName);
            mac.init(secret);
            return content + "."
                + BASE64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", impossible);
        }
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
