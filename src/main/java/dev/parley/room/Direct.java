package dev.parley.room;

import dev.parley.protocol.Channels;
import dev.parley.protocol.Fields;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The id of a direct conversation, made of its people: the same for the same people, on every node. */
final class Direct {

    /** How the ids begin; no other room's id does. */
    static final String PREFIX = Channels.idOf(Channels.DIRECT);

    private static final int BYTES = 20;

    private Direct() {
    }

    /** @throws dev.parley.protocol.RefusedException when nobody but the caller would be in it */
    static RoomCommand.Meet of(String caller, List<String> users) {
        var people = Stream.concat(Stream.of(caller), users.stream()).distinct().sorted().toList();
        if (people.size() < 2) {
            throw Fields.bad("users", "must name somebody else");
        }
        return new RoomCommand.Meet(PREFIX + digest(String.join(" ", people)), people);
    }

    private static String digest(String people) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(people.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
