/**
 * What people do in conversations: commands read and checked, rights decided, then handed to the store in
 * order.
 */
package dev.parley.room;
