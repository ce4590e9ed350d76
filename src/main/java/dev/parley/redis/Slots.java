package dev.parley.redis;

import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which master of a Cluster serves which of the 16,384 slots. Immutable. */
final class Slots {

    static final int COUNT = 16_384;
    static final Slots NONE = new Slots(new String[COUNT]);

    private static final int POLYNOMIAL = 0x1021;

    private final String[] urls;

    private Slots(String[] urls) {
        this.urls = urls;
    }

    /**
     * Reads what {@code CLUSTER SLOTS} has answered.
     *
     * @param asked the URL of the node that has answered
     * @param host  its host, which it may leave out
     */
    static Slots read(Response answer, String asked, String host) {
        var urls = new String[COUNT];
        for (var range : answer) {
            var master = range.get(2);
            var named = Objects.toString(master.get(0), "");
            var url = Connecting.url(asked, named.isEmpty() || named.equals("?") ? host : named,
                master.get(1).toInteger());
            Arrays.fill(urls, range.get(0).toInteger(), range.get(1).toInteger() + 1, url);
        }
        return new Slots(urls);
    }

    /** The slot of a key: of what stands between its first braces, where something does. */
    static int of(String key) {
        int open = key.indexOf('{');
        int close = open < 0 ? -1 : key.indexOf('}', open + 1);
        var tag = close > open + 1 ? key.substring(open + 1, close) : key;
        int crc = 0;
        for (byte b : tag.getBytes(StandardCharsets.UTF_8)) {
            crc ^= (b & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
            crc &= 0xffff;
        }
        return crc % COUNT;
    }

    Optional<String> master(int slot) {
        return Optional.ofNullable(urls[slot]);
    }

    /** The same, one slot elsewhere. */
    Slots with(int slot, String url) {
        var changed = urls.clone();
        changed[slot] = url;
        return new Slots(changed);
    }

    /** All masters; empty while none is known. */
    Set<String> masters() {
        var all = new TreeSet<String>();
        Arrays.stream(urls).filter(Objects::nonNull).forEach(all::add);
        return all;
    }

    /** Whether every slot has a master. */
    boolean whole() {
        return Arrays.stream(urls).allMatch(Objects::nonNull);
    }
}
