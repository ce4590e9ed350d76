package dev.parley.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.jackson.JacksonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The reader of JSON from outside. What could cost more than its length is no JSON here: nesting without
 * end, numbers of thousands of digits, names longer than any of ours. Of equal names in one object the last
 * counts.
 */
public final class JsonText {

    /** How deep objects and arrays may lie in one another. */
    public static final int DEPTH_MAX = 100;

    private static final int NUMBER_CHARACTERS_MAX = 100;
    private static final int NAME_CHARACTERS_MAX = 4_096;

    /** Names that clients make up are not kept. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX)
            .maxNumberLength(NUMBER_CHARACTERS_MAX).maxNameLength(NAME_CHARACTERS_MAX).build())
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();

    private JsonText() {
    }

    /** The value; throws {@link DecodeException} when it is no JSON, or beyond a bound. */
    public static Object read(String text) {
        try {
            return JacksonCodec.fromParser(FACTORY.createParser(text), Object.class);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
