package dev.parley.config;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A range of IP addresses, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}; a single address is one.
 *
 * @param address any address of it
 * @param bits    how many leading bits all of them share
 */
public record Network(InetAddress address, int bits) {

    /** Empty when the text is none. Never asks a name server. */
    public static Optional<Network> parse(String text) {
        var slash = text.indexOf('/');
        return address(slash < 0 ? text : text.substring(0, slash)).flatMap(address -> {
            var most = address.getAddress().length * Byte.SIZE;
            return slash < 0 ? Optional.of(new Network(address, most))
                : number(text.substring(slash + 1), most).map(bits -> new Network(address, bits));
        });
    }

    /** An address written in digits; IPv4 within IPv6 is IPv4. Empty when it is none. */
    public static Optional<InetAddress> address(String text) {
        var bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException impossible) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress other) {
        var mine = address.getAddress();
        var theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        var whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != theirs[i]) {
                return false;
            }
        }
        var rest = Byte.SIZE - bits % Byte.SIZE;
        return rest == Byte.SIZE || (mine[whole] & 0xFF) >> rest == (theirs[whole] & 0xFF) >> rest;
    }

    private static Optional<Integer> number(String digits, int most) {
        return digits.matches("[0-9]{1,3}") && Integer.parseInt(digits) <= most
            ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
    }
}
