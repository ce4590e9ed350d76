package dev.parley.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How clients are spread over rooms.
 *
 * @param sizes subscribers of each room
 */
record Layout(List<Integer> sizes) {

    Layout {
        sizes = List.copyOf(sizes);
        if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException(
                "Every room needs a subscriber: fewer channels or more connections.");
        }
    }

    int connections() {
        return sizes.stream().mapToInt(Integer::intValue).sum();
    }

    int largest() {
        return Collections.max(sizes);
    }

    /** Deliveries that one post causes on average, when everybody posts as often as everybody else. */
    double deliveriesPerPost() {
        return sizes.stream().mapToDouble(size -> (double) size * size).sum() / connections();
    }

    /**
     * Reads a number of equal rooms ({@code 8}) or a list of rooms with their sizes ({@code
     * 1x1000,900x10}).
     *
     * @param connections clients in all, for equal rooms
     */
    static Layout parse(String text, int connections) {
        var sizes = new ArrayList<Integer>();
        try {
            if (!text.contains("x")) {
                int rooms = Integer.parseInt(text);
                for (int i = 0; i < rooms; i++) {
                    sizes.add(connections / rooms + (i < connections % rooms ? 1 : 0));
                }
            } else {
                for (var group : text.split(",", -1)) {
                    int x = group.indexOf('x');
                    sizes.addAll(Collections.nCopies(Integer.parseInt(group.substring(0, x)),
                        Integer.parseInt(group.substring(x + 1))));
                }
            }
        } catch (NumberFormatException | IndexOutOfBoundsException fault) {
            throw new IllegalArgumentException(
                "Option --channels is a number, or rooms with their sizes such as 1x1000,900x10.");
        }
        return new Layout(sizes);
    }
}
