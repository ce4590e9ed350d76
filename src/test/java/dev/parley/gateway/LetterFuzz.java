package dev.parley.gateway;

import dev.parley.protocol.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What stands in the inbox: a wish with an id, or refused. */
public final class LetterFuzz {

    private LetterFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        for (var fields : List.of(List.of("json", text), List.of(text, text, "json", text))) {
            try {
                if (new Letter("1-0", fields, false).wish().getValue("id") == null) {
                    throw new IllegalStateException("a letter without an id");
                }
            } catch (RefusedException refused) {
                if (refused.refusal().message().isEmpty()) {
                    throw new IllegalStateException("refused without a word");
                }
            }
        }
    }
}
