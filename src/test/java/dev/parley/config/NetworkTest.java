package dev.parley.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges of addresses, as an operator writes them. */
class NetworkTest {

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, 10.255.0.1, true", "10.0.0.0/8, 11.0.0.1, false", "1.2.3.4, 1.2.3.4, true",
        "1.2.3.4, 1.2.3.5, false", "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false", "0.0.0.0/0, 9.9.9.9, true", "0.0.0.0/0, ::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true", "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true", "200.0.0.0/7, 201.1.1.1, true", "1.2.3.4/32, 1.2.3.4, true"})
    void knowsItsAddresses(String range, String address, boolean inside) {
        assertEquals(inside, Network.parse(range).orElseThrow()
            .contains(Network.address(address).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8/8", "::/129",
        "10.0.0.0/", "10.0.0.256", "example.org/8"})
    void isNoOtherText(String text) {
        assertEquals(java.util.Optional.empty(), Network.parse(text));
    }
}
