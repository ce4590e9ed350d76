package dev.parley.hub;

/** What every feed of one hub works with. */
record FeedParts(HubParts hub, HubMeters meters, TailCache tails, Pages pages, Replay replay,
                 FeedWatch watch) {
}
