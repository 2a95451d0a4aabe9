/** The {@code braid} command. */
package dev.braid.launcher;
