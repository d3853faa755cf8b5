"""The youth programme: panel and peer educators, their training, what they are asked and what they put forward."""
