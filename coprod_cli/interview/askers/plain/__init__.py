"""Line-by-line asker, for screen readers and pipes."""
