package dev.parley.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parley.config.Network;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a request is counted for, behind proxies that are trusted and others that are not. */
class ClientAddressTest {

    private static final List<String> PROXIES = List.of("10.0.0.0/8", "2001:db8::1");

    private static String of(String peer, String header, String... values) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        for (var value : values) {
            headers.add(header, value);
        }
        return new ClientAddress(PROXIES, header).of(Network.address(peer).orElseThrow(), headers)
            .getHostAddress();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "10.1.1.1 | 203.0.113.7 | 203.0.113.7",
        "10.1.1.1 | 203.0.113.7:4711 | 203.0.113.7",
        "10.1.1.1 | 1.2.3.4, 203.0.113.7 | 203.0.113.7",
        "10.1.1.1 | 1.2.3.4, 203.0.113.7, 10.2.2.2 | 203.0.113.7",
        "10.1.1.1 | 10.3.3.3, 10.2.2.2 | 10.3.3.3",
        "10.1.1.1 | unknown | 10.1.1.1",
        "10.1.1.1 | 1.2.3.4, nonsense | 10.1.1.1",
        "10.1.1.1 | '' | 10.1.1.1",
        "10.1.1.1 | localhost | 10.1.1.1",
        "203.0.113.9 | 1.2.3.4 | 203.0.113.9",
        "2001:db8:0:0:0:0:0:1 | 2001:db8::7 | 2001:db8:0:0:0:0:0:7",
        "10.1.1.1 | [2001:db8::7]:80 | 2001:db8:0:0:0:0:0:7"})
    void believesTrustedProxiesAndOnlyThose(String peer, String said, String client) {
        assertEquals(client, of(peer, "X-Forwarded-For", said));
    }

    @Test
    void readsTheStandardHeaderWhenItIsTheConfiguredOne() {
        assertEquals("203.0.113.7", of("10.1.1.1", "Forwarded", "for=203.0.113.7;proto=https"));
        assertEquals("2001:db8:0:0:0:0:0:7",
            of("10.1.1.1", "Forwarded", "for=1.2.3.4", "by=x; For=\"[2001:db8::7]:4711\""));
        assertEquals("10.1.1.1", of("10.1.1.1", "Forwarded", "for=_hidden"));
        assertEquals("10.1.1.1", of("10.1.1.1", "Forwarded", "proto=https"));
    }

    @Test
    void readsOnlySoMuchOfAnEndlessHeader() {
        assertEquals("10.0.0.1", of("10.1.1.1", "X-Forwarded-For", "9.9.9.9" + ", 10.0.0.1".repeat(5_000)));
    }

    @Test
    void countsAHostOfIpv6ByItsNetwork() {
        var one = ClientAddress.key(Network.address("2001:db8:1:2::1").orElseThrow());
        assertEquals(one, ClientAddress.key(Network.address("2001:db8:1:2:ffff::9").orElseThrow()));
        assertNotEquals(one, ClientAddress.key(Network.address("2001:db8:1:3::1").orElseThrow()));
        assertEquals("1.2.3.4", ClientAddress.key(Network.address("1.2.3.4").orElseThrow()));
    }
}
