"""What a document is, where documents live, and how they are exchanged."""
