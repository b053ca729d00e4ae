package bot

import "encoding/json"

// event is what we read of a raw Telegram event. Only the fields that we use are
// named, so that new kinds of members, reactions or origins cannot break it.
type event struct {
	ID       int64          `json:"update_id"`
	Message  *rawMessage    `json:"message"`
	Edited   *rawMessage    `json:"edited_message"`
	Press    *rawPress      `json:"callback_query"`
	MyMember *rawMembership `json:"my_chat_member"`
	Reaction *rawReaction   `json:"message_reaction"`
}

type rawMessage struct {
	ID       int64       `json:"message_id"`
	Thread   int64       `json:"message_thread_id"`
	InTopic  bool        `json:"is_topic_message"`
	Date     int64       `json:"date"`
	EditDate int64       `json:"edit_date"`
	Chat     rawChat     `json:"chat"`
	From     *rawUser    `json:"from"`
	Sender   *rawChat    `json:"sender_chat"`
	Text     string      `json:"text"`
	Entities []rawEntity `json:"entities"`
	Caption  string      `json:"caption"`
	CapEnts  []rawEntity `json:"caption_entities"`
	Reply    *rawMessage `json:"reply_to_message"`
	Origin   *rawOrigin  `json:"forward_origin"`
	Document *rawFile    `json:"document"`
	Photo    []rawFile   `json:"photo"`
	Album    string      `json:"media_group_id"`
	MoveTo   int64       `json:"migrate_to_chat_id"`
	MoveFrom int64       `json:"migrate_from_chat_id"`
}

type rawChat struct {
	ID    int64  `json:"id"`
	Type  string `json:"type"`
	Title string `json:"title"`
}

type rawUser struct {
	ID       int64  `json:"id"`
	Bot      bool   `json:"is_bot"`
	First    string `json:"first_name"`
	Last     string `json:"last_name"`
	Username string `json:"username"`
}

type rawEntity struct {
	Type   string   `json:"type"`
	Offset int      `json:"offset"`
	Length int      `json:"length"`
	User   *rawUser `json:"user"`
}

// rawOrigin stands for any forward: that there is one is all we need.
type rawOrigin struct {
	Type string `json:"type"`
}

type rawFile struct {
	ID   string `json:"file_id"`
	Name string `json:"file_name"`
	Size int64  `json:"file_size"`
}

type rawPress struct {
	ID      string      `json:"id"`
	From    rawUser     `json:"from"`
	Message *rawMessage `json:"message"`
	Data    string      `json:"data"`
}

type rawMembership struct {
	Chat rawChat `json:"chat"`
	From rawUser `json:"from"`
	Date int64   `json:"date"`
	New  struct {
		Status string `json:"status"`
	} `json:"new_chat_member"`
}

// rawReaction tells what a person's reactions to a message are now.
type rawReaction struct {
	Chat    rawChat           `json:"chat"`
	Message int64             `json:"message_id"`
	From    *rawUser          `json:"user"`
	New     []rawReactionType `json:"new_reaction"`
}

type rawReactionType struct {
	Emoji string `json:"emoji"` // empty for kinds that are none
}

func decode(raw []byte) (event, error) {
	var e event
	err := json.Unmarshal(raw, &e)
	return e, err
}
