/** What all layers do with files in the same way. */
package dev.braid.file;
