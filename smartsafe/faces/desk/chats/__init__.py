"""Several chats for each operator: the queue, one's own, the open one beside them."""
