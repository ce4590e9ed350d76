package dev.parley.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The meters of a node as it tells them, at one moment. */
final class Scrape {

    private static final HttpClient HTTP =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String text;

    private Scrape(String text) {
        this.text = text;
    }

    /** Asks the node; a node that does not answer has no meters. Blocks. */
    static Scrape of(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
            .timeout(Duration.ofSeconds(10)).build();
        try {
            return new Scrape(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException away) {
            return new Scrape("");
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The sum of all lines of that name whose labels contain the text. */
    long sum(String name, String labels) {
        return (long) text.lines().filter(line -> line.startsWith(name) && line.contains(labels))
            .filter(line -> line.charAt(name.length()) == ' ' || line.charAt(name.length()) == '{')
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }
}
