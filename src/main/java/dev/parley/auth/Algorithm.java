package dev.parley.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a token is signed (RFC 7518, section 3). There is no other way: {@code none} is not a name of one.
 */
enum Algorithm {
    HS256("HmacSHA256") {
        @Override
        boolean check(Key key, byte[] content, byte[] signature) throws GeneralSecurityException {
            var mac = Mac.getInstance(jdkName);
            mac.init((SecretKey) key);
            return MessageDigest.isEqual(mac.doFinal(content), signature);
        }
    },
    RS256("SHA256withRSA") {
        @Override
        boolean check(Key key, byte[] content, byte[] signature) throws GeneralSecurityException {
            return checkPublic((PublicKey) key, content, signature);
        }
    },
    ES256("SHA256withECDSAinP1363Format") {
        @Override
        boolean check(Key key, byte[] content, byte[] signature) throws GeneralSecurityException {
            return checkPublic((PublicKey) key, content, signature);
        }
    };

    final String jdkName;

    Algorithm(String jdkName) {
        this.jdkName = jdkName;
    }

    abstract boolean check(Key key, byte[] content, byte[] signature) throws GeneralSecurityException;

    /** Does the key, one of this algorithm, agree with the signature? A malformed one does not. */
    boolean verifies(Key key, byte[] content, byte[] signature) {
        try {
            return check(key, content, signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    boolean checkPublic(PublicKey key, byte[] content, byte[] signature) throws GeneralSecurityException {
        var verifier = Signature.getInstance(jdkName);
        verifier.initVerify(key);
        verifier.update(content);
        return verifier.verify(signature);
    }

    static SecretKey secret(String text) {
        return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), HS256.jdkName);
    }

    /** The algorithm of the header's {@code alg}; empty for all others, {@code none} among them. */
    static Optional<Algorithm> named(Object name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }
}
