package dev.parley.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The recent log, and the ways in and out for programs that speak Redis.
 *
 * @param embedded start a Redis of our own and ignore where the others are
 * @param dataDirectory where the embedded one keeps its files
 * @param mode how the masters are found
 * @param url such as {@code redis://localhost:6379}; of Sentinels or of nodes of a Cluster also several,
 *     with commas between
 * @param master the name by which the Sentinels know the master
 * @param user of the masters, where the URL names none; empty = the default user
 * @param password of that user; empty = none
 * @param prefix what our own keys begin with
 * @param timeoutMs how long an answer may take before Redis counts as away
 * @param pipelineMax commands under way on one connection at most
 * @param queueMax appends waiting per verticle at most; more are refused with 503
 * @param batchMax appends to one channel in one step
 * @param idsKeptMs how long an id is known at least, so that it is not published twice
 * @param idsMax ids of one channel that are kept at least, when they are many
 * @param inbox whether programs may publish through Redis
 * @param deadMax letters kept in {@code parley:dead}
 * @param outMax events kept in {@code parley:out}
 * @param leaseMs how long the silence of a node is borne that does what one does at a time
 */
public record RedisSettings(boolean embedded, Path dataDirectory, Mode mode, String url, String master,
                            String user, String password, String prefix, int timeoutMs, int pipelineMax,
                            int queueMax, int batchMax, long idsKeptMs, int idsMax, boolean inbox,
                            int deadMax, int outMax, int leaseMs) {

    /** How the masters are found. */
    public enum Mode { STANDALONE, SENTINEL, CLUSTER }

    public RedisSettings {
        Objects.requireNonNull(mode);
    }

    /** The same, reached elsewhere, as one server. */
    public RedisSettings at(String newUrl) {
        return reached(Mode.STANDALONE, newUrl);
    }

    /** The same, reached elsewhere. */
    public RedisSettings reached(Mode newMode, String newUrl) {
        return new RedisSettings(embedded, dataDirectory, newMode, newUrl, master, user, password, prefix,
            timeoutMs, pipelineMax, queueMax, batchMax, idsKeptMs, idsMax, inbox, deadMax, outMax, leaseMs);
    }

    /** The URLs one by one. */
    public List<String> urls() {
        return Arrays.stream(url.split(",")).map(String::strip).filter(one -> !one.isEmpty()).toList();
    }

    /** Neither the URL, which may hold a password, nor the password itself. */
    @Override
    public String toString() {
        return "RedisSettings[embedded=" + embedded + ", dataDirectory=" + dataDirectory + ", mode=" + mode
            + "]";
    }
}
