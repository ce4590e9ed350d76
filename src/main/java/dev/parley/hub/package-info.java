/**
 * One hub per event loop: cursors over logs, live delivery, recovery and repair. Encodes an event once,
 * sends it to many.
 *
 * <p>To read: {@link dev.parley.hub.LoopHub} is the door. A {@code ChannelFeed} follows one channel in
 * order ({@code Reorder}, {@code Mending} for what the bus did not bring) and tells its {@code Audience};
 * the {@code LiveList} in it is the hot loop. A {@code FeedSubscription} is a cursor; what is behind is
 * fed by {@code Replay}, from the {@code Tail} or from {@code Pages} of the log. {@code Doors} and {@code
 * RightsWatch} ask who may read, {@code HeadCheck} finds what nobody heard of.
 *
 * <p>Why no event is lost or doubled: a feed passes seq + 1 only; a subscription is offered its cursor + 1
 * only, and is live only while its cursor is the feed's head. Everything else is a way to get there.
 */
package dev.parley.hub;
