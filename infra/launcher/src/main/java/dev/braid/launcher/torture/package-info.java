/**
 * {@code braid torture}: a whole project under load whose processes are killed, and an oracle that
 * holds every answer against the log. What is decided here (whom to strike and when, whether an
 * answer is right, when a kill has been recovered from) knows no process, no clock and no network.
 */
package dev.braid.launcher.torture;
