/** Watches what the other layers write: the batch views' tables and the speed layer's topics. */
package dev.braid.serving.tail;
