package dev.parley.protocol;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a text as search sees them: runs of letters, digits and underscores within, without case and
 * accents; where a script writes no spaces between words, each character is one. What is stored, what is
 * sought and what is highlighted are read by this alone.
 */
public final class Words {

    /** Longer words are known by their beginning. */
    static final int LENGTH_MAX = 64;

    private Words() {
    }

    /**
     * A word where it stands.
     *
     * @param folded without case and accents; never empty, never with a space
     * @param from   its first UTF-16 unit in the text
     * @param to     the first unit after it
     */
    public record Word(String folded, int from, int to) {
    }

    /** Every word, in the order of the text. */
    public static List<Word> of(String text) {
        var words = new ArrayList<Word>();
        int start = -1;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int next = i + Character.charCount(point);
            if (alone(point)) {
                add(words, text, start, i);
                add(words, text, i, next);
                start = -1;
            } else if (!part(point, start >= 0)) {
                add(words, text, start, i);
                start = -1;
            } else if (start < 0) {
                start = i;
            }
            i = next;
        }
        add(words, text, start, text.length());
        return words;
    }

    /** The distinct words, in the order in which they first come. */
    public static Set<String> distinct(String text) {
        var distinct = new LinkedHashSet<String>();
        of(text).forEach(word -> distinct.add(word.folded()));
        return distinct;
    }

    private static void add(List<Word> words, String text, int from, int to) {
        if (from < 0) {
            return;
        }
        int begin = from;
        int end = to;
        while (begin < end && text.charAt(begin) == '_') {
            begin++;
        }
        while (end > begin && text.charAt(end - 1) == '_') {
            end--;
        }
        var folded = fold(text.substring(begin, end));
        if (!folded.isEmpty()) {
            words.add(new Word(folded, begin, end));
        }
    }

    private static String fold(String word) {
        var folded = plain(word) ? word.toLowerCase(Locale.ROOT) : foldMarks(word);
        int end = Math.min(folded.length(), LENGTH_MAX);
        boolean splits = end < folded.length() && Character.isHighSurrogate(folded.charAt(end - 1));
        return folded.substring(0, splits ? end - 1 : end);
    }

    private static String foldMarks(String word) {
        // Upper case first: it unites what lower case alone keeps apart, such as ß and SS.
        var apart = Normalizer.normalize(word.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT),
            Normalizer.Form.NFKD);
        var kept = new StringBuilder(apart.length());
        apart.codePoints().filter(point -> Character.isLetterOrDigit(point) || point == '_')
            .forEach(kept::appendCodePoint);
        return kept.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean plain(String word) {
        return word.chars().allMatch(c -> c < 128);
    }

    private static boolean part(int point, boolean inside) {
        return Character.isLetterOrDigit(point) || point == '_' || inside && mark(point);
    }

    private static boolean mark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean alone(int point) {
        return Character.isIdeographic(point) || switch (Character.UnicodeScript.of(point)) {
            case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetter(point);
            default -> false;
        };
    }
}
