//! Tests of this room stand under tests/.
