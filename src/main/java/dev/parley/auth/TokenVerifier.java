package dev.parley.auth;

import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import java.util.List;

/**
 * Believes a token when a trusted key of the token's own algorithm signed it and its claims obey the rules.
 */
final class TokenVerifier implements Authenticator {

    /** What the sources that were asked so far had to say of a signature. */
    private enum Proof { NO_KEY, WRONG, RIGHT }

    private final List<KeySource> sources;
    private final ClaimRules rules;

    /** The sources are asked one after the other, until a key proves the signature. */
    TokenVerifier(List<KeySource> sources, ClaimRules rules) {
        this.sources = List.copyOf(sources);
        this.rules = rules;
    }

    @Override
    public Future<Identity> verify(String text) {
        try {
            var token = CompactToken.parse(text);
            return prove(token, 0, Proof.NO_KEY).map(proof -> read(token, proof));
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        }
    }

    /** Signature first: nobody learns what else a forged token would have been refused for. */
    private Identity read(CompactToken token, Proof proof) {
        return switch (proof) {
            case NO_KEY -> throw Denial.because("The token is signed with " + token.algorithm()
                + " by a key that is not known here.");
            case WRONG -> throw Denial.because("The token's signature is wrong.");
            case RIGHT -> rules.read(token.claims());
        };
    }

    private Future<Proof> prove(CompactToken token, int next, Proof before) {
        if (before == Proof.RIGHT || next == sources.size()) {
            return Future.succeededFuture(before);
        }
        return sources.get(next).find(token.algorithm(), token.keyId())
            .compose(keys -> prove(token, next + 1, keys.isEmpty() ? before : proof(token, keys)));
    }

    private static Proof proof(CompactToken token, List<TrustedKey> keys) {
        return keys.stream().anyMatch(key ->
            token.algorithm().verifies(key.key(), token.content(), token.signature()))
            ? Proof.RIGHT : Proof.WRONG;
    }
}
