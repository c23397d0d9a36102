"""The edge: channels, and the runtime that gives the pure core its inputs and carries out its outputs."""
