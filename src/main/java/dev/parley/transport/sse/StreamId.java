package dev.parley.transport.sse;

import dev.parley.protocol.Position;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of an event as a client gives it back: where it is in each channel of its stream. The text is
 * {@code 1~epoch.entry.entry~epoch.entry…}, an entry being a {@link ChannelMark} and the {@link Digits} of
 * the seq.
 *
 * @param positions by the mark of the channel
 */
record StreamId(Map<String, Position> positions) {

    /** What every id of this kind begins with. */
    static final String KIND = "1";
    static final char LOG = '~';
    static final char CHANNEL = '.';

    /** More is not even looked at: three times what a stream of the most channels has. */
    private static final int LENGTH_MAX = 64 * 1024;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String WRAPPED = "*";

    StreamId {
        positions = Map.copyOf(positions);
    }

    /** An epoch as it stands in an id: as it is, or wrapped where it has other letters. */
    static String letters(String epoch) {
        return PLAIN.matcher(epoch).matches() ? epoch : WRAPPED
            + Base64.getUrlEncoder().withoutPadding().encodeToString(epoch.getBytes(StandardCharsets.UTF_8));
    }

    /** The epoch again; empty when it cannot be one. */
    private static Optional<String> epoch(String letters) {
        try {
            return letters.startsWith(WRAPPED) ? Optional.of(new String(
                Base64.getUrlDecoder().decode(letters.substring(1)), StandardCharsets.UTF_8))
                : Optional.of(letters).filter(PLAIN.asMatchPredicate());
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** Empty when it is none of ours, or damaged in any place. */
    static Optional<StreamId> read(String text) {
        var logs = text.length() > LENGTH_MAX ? new String[0] : text.split("~", -1);
        if (logs.length == 0 || !logs[0].equals(KIND)) {
            return Optional.empty();
        }
        var positions = new HashMap<String, Position>();
        for (int i = 1; i < logs.length; i++) {
            if (!read(logs[i].split("\\.", -1), positions)) {
                return Optional.empty();
            }
        }
        return Optional.of(new StreamId(positions));
    }

    /** Reads an epoch and the entries that follow it; false when they are damaged. */
    private static boolean read(String[] log, Map<String, Position> positions) {
        var epoch = epoch(log[0]);
        for (int i = 1; i < log.length && epoch.isPresent(); i++) {
            var seq = Digits.read(log[i], ChannelMark.LENGTH, log[i].length());
            if (seq < 0 || positions.put(log[i].substring(0, ChannelMark.LENGTH),
                new Position(epoch.get(), seq)) != null) {
                return false;
            }
        }
        return epoch.isPresent();
    }
}
