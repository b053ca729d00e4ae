-- What the sender asks for after every message, however much waits for one chat.
CREATE INDEX outbox_chat ON outbox (chat_id, id) WHERE state = 'waiting';
