package sandbox

// method is one Bot API method. It runs with the lock held.
type method struct {
	do    func(*Server, *request) (any, error)
	paced bool // counts against the flood limit
}

// methods are all but getUpdates, which alone may wait.
var methods map[string]method

func init() { // a table of methods that look into the table would be a cycle
	methods = map[string]method{
		"getme":                           {do: (*Server).getMe},
		"logout":                          {do: done},
		"close":                           {do: done},
		"setwebhook":                      {do: (*Server).setWebhook},
		"deletewebhook":                   {do: (*Server).deleteWebhook},
		"getwebhookinfo":                  {do: (*Server).getWebhookInfo},
		"sendmessage":                     {do: (*Server).sendMessage, paced: true},
		"sendmessagedraft":                {do: (*Server).sendMessageDraft},
		"senddocument":                    {do: (*Server).sendDocument, paced: true},
		"sendphoto":                       {do: (*Server).sendPhoto, paced: true},
		"sendmediagroup":                  {do: (*Server).sendMediaGroup, paced: true},
		"sendchataction":                  {do: (*Server).sendChatAction},
		"forwardmessage":                  {do: (*Server).forwardMessage, paced: true},
		"copymessage":                     {do: (*Server).copyMessage, paced: true},
		"editmessagetext":                 {do: (*Server).editMessageText, paced: true},
		"editmessagecaption":              {do: (*Server).editMessageCaption, paced: true},
		"editmessagereplymarkup":          {do: (*Server).editMessageReplyMarkup, paced: true},
		"deletemessage":                   {do: (*Server).deleteMessage},
		"deletemessages":                  {do: (*Server).deleteMessages},
		"setmessagereaction":              {do: (*Server).setMessageReaction},
		"answercallbackquery":             {do: (*Server).answerCallbackQuery},
		"getfile":                         {do: (*Server).getFile},
		"getchat":                         {do: (*Server).getChat},
		"getchatmember":                   {do: (*Server).getChatMember},
		"getchatadministrators":           {do: (*Server).getChatAdministrators},
		"getchatmembercount":              {do: (*Server).getChatMemberCount},
		"leavechat":                       {do: (*Server).leaveChat},
		"setmycommands":                   {do: (*Server).setMyCommands},
		"getmycommands":                   {do: (*Server).getMyCommands},
		"deletemycommands":                {do: (*Server).deleteMyCommands},
		"setmyname":                       {do: setProfile("name", 64)},
		"getmyname":                       {do: getProfile("name")},
		"setmydescription":                {do: setProfile("description", 512)},
		"getmydescription":                {do: getProfile("description")},
		"setmyshortdescription":           {do: setProfile("short_description", 120)},
		"getmyshortdescription":           {do: getProfile("short_description")},
		"setchatmenubutton":               {do: done},
		"setmydefaultadministratorrights": {do: done},
	}
}

// done is a method that the sandbox accepts without doing anything.
func done(*Server, *request) (any, error) { return true, nil }

func (s *Server) getMe(*request) (any, error) {
	return struct {
		User
		CanJoin   bool `json:"can_join_groups"`
		ReadsAll  bool `json:"can_read_all_group_messages"`
		Inline    bool `json:"supports_inline_queries"`
		Business  bool `json:"can_connect_to_business"`
		HasWebApp bool `json:"has_main_web_app"`
	}{User: s.bot, CanJoin: true, ReadsAll: !s.cfg.Privacy}, nil
}

func setProfile(field string, most int) func(*Server, *request) (any, error) {
	return func(s *Server, q *request) (any, error) {
		value := q.arg(field)
		if units(value) > most {
			return nil, bad("BOT_%s_TOO_LONG", field)
		}
		s.world.Profile[field+"/"+q.arg("language_code")] = value
		return true, nil
	}
}

func getProfile(field string) func(*Server, *request) (any, error) {
	return func(s *Server, q *request) (any, error) {
		value, ok := s.world.Profile[field+"/"+q.arg("language_code")]
		if !ok {
			value = s.world.Profile[field+"/"]
		}
		if field == "name" && value == "" {
			value = s.bot.Name
		}
		return map[string]string{field: value}, nil
	}
}
